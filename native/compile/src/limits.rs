//! What this process may use, set before it reads a byte of the module.

use std::io::Error;

/// Bounds address space and CPU time, and turns core dumps off: a dump would hold the module.
pub fn apply(memory_bytes: u64, cpu_seconds: u64) -> Result<(), String> {
    set(libc::RLIMIT_CORE, 0)?;
    set(libc::RLIMIT_AS, memory_bytes)?;
    set(libc::RLIMIT_CPU, cpu_seconds)?;
    bound_threads();
    Ok(())
}

fn set(resource: libc::__rlimit_resource_t, value: u64) -> Result<(), String> {
    let limit = libc::rlimit { rlim_cur: value, rlim_max: value };
    // SAFETY: the pointer is to a live rlimit, which setrlimit only reads.
    match unsafe { libc::setrlimit(resource, &limit) } {
        0 => Ok(()),
        _ => Err(format!("can't limit this process: {}", Error::last_os_error())),
    }
}

/// Each compiling thread reserves a stack and an allocation arena: on a machine of many cores these
/// alone would use up the address space. More than four threads gain little on guests of a few MiB.
fn bound_threads() {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    // SAFETY: the process has one thread here, nobody reads the environment meanwhile; mallopt takes
    // two integers.
    unsafe {
        std::env::set_var("RAYON_NUM_THREADS", threads.to_string());
        libc::mallopt(libc::M_ARENA_MAX, 2);
    }
}
