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

PyType_Slot routine_slots[] = {{Py_tp_call, reinterpret_cast<void*>(&PyVectorcall_Call)}, {0, nullptr}};

// Calls without a tuple of arguments: nanobind has no slot for it, so the type is told where in an instance the
// function stands, before there is any.
void allow_vectorcall(nb::handle type) {
    const nb::object sample = nb::inst_alloc(type);
    const auto* routine = reinterpret_cast<const char*>(nb::inst_ptr<Routine>(sample));
    auto* t = reinterpret_cast<PyTypeObject*>(type.ptr());
    t->tp_vectorcall_offset = routine - reinterpret_cast<const char*>(sample.ptr());    // of Routine's first member
    t->tp_flags |= Py_TPFLAGS_HAVE_VECTORCALL;
}

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

void Routine::prepare() {
    for (std::size_t k = 0; k < slots.size(); ++k) {
        const Slot& s = slots[k];
        queries |= s.queried;
        if (s.name == "info") info = static_cast<int>(k);
        if (s.array()) {
            if (s.role == Role::work) works.push_back(k);
            else arrays[static_cast<std::size_t>(s.role)].push_back(k);
            if (s.role == Role::input || s.role == Role::changed) given_arrays.push_back(k);
            if (s.kind == 'P' && s.role != Role::input) shifted.push_back(k);
        } else if (s.role != Role::result) {
            scalars.push_back(k);
            if ((s.kind == 'i' || s.kind == 'x' || s.kind == 'c') && !s.queried) integers.push_back(k);
        }
    }
    for (int k : passed) {
        const char kind = slots[static_cast<std::size_t>(k)].kind;
        letters += kind == 'c';
        calls_back |= kind == 'f';
    }
    for (const std::string& name : parameters) names.push_back(PyUnicode_InternFromString(name.c_str()));
}

void bind_routines(nb::module_& m) {
    auto type = nb::class_<Routine>(m, "Routine", nb::dynamic_attr(), nb::type_slots(routine_slots),
                                    "A routine of BLAS or LAPACK.");
    allow_vectorcall(type);
    type.def("__init__",
             [](Routine* r, std::string name, std::string symbol, std::string type, std::string returns,
                std::vector<std::string> parameters, std::size_t required, nb::tuple slots, std::vector<int> passed,
                std::vector<int> results, std::vector<int> cuts, std::vector<int> cleaned, nb::tuple checks,
                nb::object error) {
                 void* address = find(symbol);
                 if (!address) throw nb::attribute_error((symbol + " is not in this OpenBLAS").c_str());
                 new (r) Routine();
                 r->name = std::move(name);
                 r->type = type[0];
                 r->returns = returns[0];
                 r->address = address;
                 r->parameters = std::move(parameters);
                 r->required = required;
                 r->passed = std::move(passed);
                 r->results = std::move(results);
                 r->cuts = std::move(cuts);
                 r->cleaned = std::move(cleaned);
                 r->error = std::move(error);
                 for (nb::handle s : slots) add_slot(*r, nb::cast<nb::tuple>(s));
                 r->prepare();
                 if (r->passed.size() + r->letters > max_arguments) throw nb::value_error("too many arguments");
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
