//! Wasmtime's C API, re-exported whole, and two functions of our own: the version that is linked and
//! the one configuration every engine of FrankenTerm is made from. The host and `frankenterm-compile`
//! load this same library, so code compiled by the one fits the other by construction.

use std::ffi::{CString, c_char};
use std::sync::LazyLock;

pub use wasmtime_c_api::*;

static VERSION: LazyLock<CString> =
    LazyLock::new(|| CString::new(wasmtime_environ::VERSION).expect("a version has no NUL"));

/// The linked Wasmtime's version, such as `48.0.8`: NUL-terminated, owned by the library, never freed.
#[unsafe(no_mangle)]
pub extern "C" fn frankenterm_wasmtime_version() -> *const c_char {
    VERSION.as_ptr()
}

/// The hardened configuration, owned by the caller and consumed by `wasm_engine_new_with_config`.
///
/// Fuel and epochs are on, because both limits must hold at once. Traps are explicit checks and not
/// signals, which HotSpot also uses. Every proposal that no `wasm32-wasip1` toolchain needs is off:
/// each is attack surface. Memory never moves, so that its base is stable for an instance's life.
#[unsafe(no_mangle)]
pub extern "C" fn frankenterm_config_new() -> Box<wasm_config_t> {
    let mut config = wasm_config_new();
    let c = config.as_mut();
    limits(c);
    proposals(c);
    config
}

fn limits(c: &mut wasm_config_t) {
    wasmtime_config_consume_fuel_set(c, true);
    wasmtime_config_epoch_interruption_set(c, true);
    wasmtime_config_signals_based_traps_set(c, false);
    wasmtime_config_memory_may_move_set(c, false);
    // Wasmtime's default, stated because guest threads are sized for it (4 MiB, see GuestThread).
    wasmtime_config_max_wasm_stack_set(c, 512 << 10);
    wasmtime_config_parallel_compilation_set(c, true);
    wasmtime_config_native_unwind_info_set(c, true);
}

fn proposals(c: &mut wasm_config_t) {
    wasmtime_config_wasm_threads_set(c, false);
    wasmtime_config_shared_memory_set(c, false);
    wasmtime_config_wasm_memory64_set(c, false);
    wasmtime_config_wasm_multi_memory_set(c, false);
    wasmtime_config_wasm_tail_call_set(c, false);
    wasmtime_config_wasm_function_references_set(c, false);
    wasmtime_config_wasm_gc_set(c, false);
    wasmtime_config_wasm_exceptions_set(c, false);
    wasmtime_config_gc_support_set(c, false);
    wasmtime_config_wasm_relaxed_simd_set(c, false);
    wasmtime_config_wasm_stack_switching_set(c, false);
    wasmtime_config_wasm_custom_page_sizes_set(c, false);
    wasmtime_config_wasm_wide_arithmetic_set(c, false);
    wasmtime_config_concurrency_support_set(c, false);
}
