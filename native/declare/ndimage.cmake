scinova_kernels(ndimage
  SOURCES kernels/ndimage/filters.cpp kernels/ndimage/grey.cpp kernels/ndimage/passes.cpp kernels/ndimage/boxes.cpp kernels/ndimage/laplacian.cpp kernels/ndimage/rank.cpp
          kernels/ndimage/network.cpp kernels/ndimage/spline.cpp kernels/ndimage/interpolate.cpp
          kernels/ndimage/resample.cpp kernels/ndimage/resample_linear.cpp kernels/ndimage/resample_bytes.cpp
          kernels/ndimage/binary.cpp kernels/ndimage/label.cpp kernels/ndimage/groups.cpp
          kernels/ndimage/group_sums.cpp kernels/ndimage/reduce.cpp
          kernels/ndimage/fourier.cpp kernels/ndimage/distance.cpp kernels/ndimage/watershed.cpp
  HOT kernels/ndimage/convert.cpp kernels/ndimage/group_rows.cpp kernels/ndimage/bits_rows.cpp kernels/ndimage/reduce_rows.cpp kernels/ndimage/linear.cpp kernels/ndimage/columns.cpp kernels/ndimage/distance_rows.cpp kernels/ndimage/rows.cpp kernels/ndimage/sums.cpp
      kernels/ndimage/evaluate.cpp kernels/ndimage/multilinear.cpp kernels/ndimage/linear_bytes.cpp kernels/ndimage/plane.cpp kernels/ndimage/inside.cpp kernels/ndimage/grey_rows.cpp kernels/ndimage/spline_rows.cpp kernels/ndimage/order_bytes.cpp
      kernels/ndimage/order_shorts.cpp kernels/ndimage/order_ints.cpp kernels/ndimage/order_longs.cpp
      kernels/ndimage/order_floats.cpp)
scinova_extension(ndimage SOURCES bindings/ndimage.cpp bindings/ndimage_plans.cpp bindings/ndimage_interpolation.cpp
                  bindings/ndimage_morphology.cpp bindings/ndimage_groups.cpp bindings/ndimage_measure.cpp bindings/ndimage_generic.cpp
                  bindings/ndimage_distance.cpp KERNELS ndimage)
# What lies in the slack of a row is summed with the rest, and not looked at: whatever it is, sums of it come round.
set_source_files_properties(kernels/ndimage/linear.cpp kernels/ndimage/sums.cpp PROPERTIES COMPILE_OPTIONS -fwrapv)
