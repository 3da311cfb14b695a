// SPDX-License-Identifier: BSD-3-Clause
// The class Routine: one BLAS or LAPACK routine as a Python callable, made from its compiled row.
#include "bindings/linalg_routines.hpp"

#include <dlfcn.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <utility>

extern "C" void scipy_dgetrf_(const int*, const int*, double*, const int*, int*, int*);

namespace nb = nanobind;

namespace scinova::linalg {
namespace {

PyType_Slot routine_slots[] = {{Py_tp_call, reinterpret_cast<void*>(&call_routine)}, {0, nullptr}};

void* find(const std::string& symbol) {
    static void* library = [] {
        Dl_info about{};
        if (!dladdr(reinterpret_cast<void*>(&scipy_dgetrf_), &about)) return static_cast<void*>(nullptr);
        return dlopen(about.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
    }();
    return library ? dlsym(library, symbol.c_str()) : nullptr;
}

Code code_of(nb::handle h) { return nb::cast<Code>(h); }

void add_slot(Routine& r, nb::tuple t) {
    Slot s;
    s.name = nb::cast<std::string>(t[0]);
    s.kind = nb::cast<std::string>(t[1])[0];
    s.role = static_cast<Role>(nb::cast<int>(t[2]));
    s.parameter = nb::cast<int>(t[3]);
    s.overwrite = nb::cast<int>(t[4]);
    s.queried = nb::cast<bool>(t[5]);
    s.code = code_of(t[6]);
    s.offset = code_of(t[7]);
    for (nb::handle d : nb::cast<nb::tuple>(t[8])) {
        const auto one = nb::cast<nb::tuple>(d);
        s.dimensions.push_back({static_cast<Bound>(nb::cast<int>(one[0])), nb::cast<int>(one[1]), code_of(one[2]),
                                nb::cast<std::string>(one[3])});
    }
    s.limit = code_of(t[9]);
    s.zeros = nb::cast<bool>(t[10]);
    r.slots.push_back(std::move(s));
}

}  // namespace

void bind_routines(nb::module_& m) {
    nb::class_<Routine>(m, "Routine", nb::dynamic_attr(), nb::type_slots(routine_slots),
                        "A routine of BLAS or LAPACK.")
        .def("__init__",
             [](Routine* r, std::string name, std::string symbol, std::string type, std::string returns,
                std::vector<std::string> parameters, std::size_t required, nb::tuple slots, std::vector<int> passed,
                std::vector<int> results, std::vector<int> cuts, std::vector<int> cleaned, nb::tuple checks,
                nb::object error) {
                 void* address = find(symbol);
                 if (!address) throw nb::attribute_error((symbol + " is not in this OpenBLAS").c_str());
                 std::size_t letters = 0;
                 new (r) Routine{std::move(name), type[0], returns[0], address, std::move(parameters), required, {},
                                 std::move(passed), std::move(results), std::move(cuts), std::move(cleaned), {},
                                 std::move(error), false};
                 for (nb::handle s : slots) add_slot(*r, nb::cast<nb::tuple>(s));
                 for (const Slot& s : r->slots) r->queries |= s.queried;
                 for (int k : r->passed) letters += r->slots[static_cast<std::size_t>(k)].kind == 'c';
                 if (r->passed.size() + letters > max_arguments) throw nb::value_error("too many arguments");
                 for (nb::handle c : checks) {
                     const auto one = nb::cast<nb::tuple>(c);
                     r->checks.push_back({code_of(one[0]), nb::cast<std::string>(one[1])});
                 }
             })
        .def("__repr__", [](const Routine& r) { return "<routine " + r.name + ">"; })
        .def_prop_ro("address", [](const Routine& r) { return reinterpret_cast<std::uintptr_t>(r.address); });
    m.def("has_routine", [](const std::string& symbol) { return find(symbol) != nullptr; });
}

}  // namespace scinova::linalg
