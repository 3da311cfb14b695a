# SPDX-License-Identifier: BSD-3-Clause
# The two helpers that every native part of scinova is declared with, and the common library below them.
#
#   scinova_kernels(DOMAIN SOURCES a.cpp b.cpp HOT c.cpp)   native/kernels/DOMAIN, no Python header allowed
#   scinova_extension(SUB SOURCES x.cpp KERNELS domain ... [BLAS])   scinova.SUB._native

include(CheckCXXCompilerFlag)

# -Wno-psabi: what GCC says about vectors passed by value, which no function of ours hands to another library.
set(SCINOVA_WARNINGS -Wall -Wextra -Wconversion -Wno-sign-conversion -Wno-psabi)
# No errno from libm and no traps: what vectorisation needs, without giving up NaN, inf or signed zeros.
# Contraction is off so that a result does not depend on which processor level was chosen; kernels that want a fused
# multiply-add write std::fma.
set(SCINOVA_FP -fno-math-errno -fno-trapping-math -ffp-contract=off)

if(SCINOVA_SANITIZE)
  set(SCINOVA_OPT -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined)
  set(SCINOVA_LINK -fsanitize=address,undefined)
else()
  set(SCINOVA_OPT -O3)
  set(SCINOVA_LINK "")
endif()

set(SCINOVA_ISAS v2)
set(SCINOVA_LEVEL "" CACHE STRING "Build hot sources for this one x86-64 level (v2, v3 or v4) only: for development")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|amd64")
  check_cxx_compiler_flag(-march=x86-64-v4 SCINOVA_HAS_MARCH_LEVELS)
  if(SCINOVA_HAS_MARCH_LEVELS AND NOT SCINOVA_LEVEL)
    set(SCINOVA_ISAS v2 v3 v4)
  endif()
  # Older GCCs take an unaligned access of 32 bytes apart in two, which no processor of level v3 gains from.
  check_cxx_compiler_flag(-mno-avx256-split-unaligned-store SCINOVA_HAS_SPLIT_FLAGS)
endif()

function(_scinova_compile_options target isa)
  if(SCINOVA_HAS_SPLIT_FLAGS)
    target_compile_options(${target} PRIVATE -mno-avx256-split-unaligned-load -mno-avx256-split-unaligned-store)
  endif()
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/native)
  target_compile_options(${target} PRIVATE ${SCINOVA_WARNINGS} ${SCINOVA_FP} ${SCINOVA_OPT})
  target_compile_definitions(${target} PRIVATE SCINOVA_ISA=${isa})
  if(SCINOVA_HAS_MARCH_LEVELS AND SCINOVA_LEVEL)
    target_compile_options(${target} PRIVATE -march=x86-64-${SCINOVA_LEVEL})
    target_compile_definitions(${target} PRIVATE SCINOVA_ONE_LEVEL)
  elseif(SCINOVA_HAS_MARCH_LEVELS)
    target_compile_options(${target} PRIVATE -march=x86-64-${isa})
  endif()
endfunction()

# Sources whose loops gain from the widest registers there are (the compiler's own choice is half of that).
function(scinova_wide_vectors)
  if(SCINOVA_HAS_MARCH_LEVELS)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -mprefer-vector-width=512)
  endif()
endfunction()

# Object libraries in a fixed order: baseline sources first, then hot ones from the lowest processor level to the
# highest. A linker keeps the first copy of an inline function that several objects define, so what is shared by
# accident (a std::vector member, say) is always the copy every machine can run.
function(scinova_kernels domain)
  cmake_parse_arguments(ARG "" "" "SOURCES;HOT" ${ARGN})
  set(objects "")
  if(ARG_SOURCES)
    add_library(scinova_${domain}_base OBJECT ${ARG_SOURCES})
    _scinova_compile_options(scinova_${domain}_base v2)
    list(APPEND objects $<TARGET_OBJECTS:scinova_${domain}_base>)
  endif()
  if(ARG_HOT)
    foreach(isa IN LISTS SCINOVA_ISAS)
      set(name scinova_${domain}_${isa})
      add_library(${name} OBJECT ${ARG_HOT})
      _scinova_compile_options(${name} ${isa})
      list(APPEND objects $<TARGET_OBJECTS:${name}>)
    endforeach()
  endif()
  set(SCINOVA_OBJECTS_${domain} "${objects}" CACHE INTERNAL "")
endfunction()

function(_scinova_place target sub)
  if(SCINOVA_INPLACE)
    set(place ${SCINOVA_PLACE})
  else()
    set(place ${CMAKE_CURRENT_BINARY_DIR}/place)
  endif()
  set_target_properties(${target} PROPERTIES
    LIBRARY_OUTPUT_DIRECTORY ${place}/${sub}
    BUILD_RPATH "$ORIGIN/../_core;${SCINOVA_OPENBLAS_DIR}"
    INSTALL_RPATH "$ORIGIN/../_core:$ORIGIN/../../scipy_openblas32/lib")
  install(TARGETS ${target} LIBRARY DESTINATION scinova/${sub} COMPONENT scinova)
endfunction()

execute_process(COMMAND ${Python_EXECUTABLE} -c "import scipy_openblas32 as b; print(b.get_lib_dir())"
                OUTPUT_STRIP_TRAILING_WHITESPACE OUTPUT_VARIABLE SCINOVA_OPENBLAS_DIR COMMAND_ERROR_IS_FATAL ANY)
find_library(SCINOVA_OPENBLAS scipy_openblas PATHS ${SCINOVA_OPENBLAS_DIR} NO_DEFAULT_PATH REQUIRED)

function(scinova_extension sub)
  cmake_parse_arguments(ARG "BLAS" "" "SOURCES;KERNELS" ${ARGN})
  set(name scinova_${sub})
  set(objects "")
  foreach(domain IN LISTS ARG_KERNELS)
    if(NOT DEFINED SCINOVA_OBJECTS_${domain})
      message(FATAL_ERROR "scinova_extension(${sub}): no kernels declared for '${domain}'")
    endif()
    list(APPEND objects ${SCINOVA_OBJECTS_${domain}})
  endforeach()
  # NOMINSIZE: nanobind's default would compile the binding with -Os.
  nanobind_add_module(${name} NB_STATIC NOMINSIZE NB_DOMAIN scinova NB_SUPPRESS_WARNINGS ${ARG_SOURCES} ${objects})
  set_target_properties(${name} PROPERTIES OUTPUT_NAME _native)
  _scinova_compile_options(${name} v2)
  target_include_directories(${name} SYSTEM PRIVATE ${Python_NumPy_INCLUDE_DIRS})
  target_compile_definitions(${name} PRIVATE NPY_NO_DEPRECATED_API=NPY_2_0_API_VERSION
                             NPY_TARGET_VERSION=NPY_2_0_API_VERSION PY_ARRAY_UNIQUE_SYMBOL=scinova_numpy_api
                             PY_UFUNC_UNIQUE_SYMBOL=scinova_ufunc_api)
  target_link_options(${name} PRIVATE ${SCINOVA_LINK})
  target_link_libraries(${name} PRIVATE scinova_common)
  if(ARG_BLAS)
    target_link_libraries(${name} PRIVATE ${SCINOVA_OPENBLAS})
  endif()
  _scinova_place(${name} ${sub})
endfunction()
