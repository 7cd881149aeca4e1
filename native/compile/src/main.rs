//! Compiles one WebAssembly module in a process of its own: module on stdin, serialized code on stdout.
//!
//! A 55 KB module can keep Wasmtime's compiler busy for minutes and gigabytes, and with memory short it
//! aborts. Here that costs a child process and nothing else.
//!
//! `frankenterm-compile LIBRARY MEMORY_BYTES CPU_SECONDS`. Exit status: 0 compiled; 2 the module was
//! refused, the reason is on stderr; 3 the call or the library is wrong. A death by signal is a limit:
//! SIGXCPU for time, SIGABRT for memory.

mod library;
mod limits;

use std::io::{Read, Write};
use std::process::ExitCode;

const REFUSED: u8 = 2;
const MISUSED: u8 = 3;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err((status, reason)) => {
            eprint!("{reason}");
            ExitCode::from(status)
        }
    }
}

fn run() -> Result<(), (u8, String)> {
    let misused = |reason: String| (MISUSED, reason);
    let arguments = Arguments::parse(std::env::args().skip(1)).map_err(misused)?;
    limits::apply(arguments.memory_bytes, arguments.cpu_seconds).map_err(misused)?;
    let compiler = library::Compiler::open(&arguments.library).map_err(misused)?;
    let mut module = Vec::new();
    std::io::stdin()
        .read_to_end(&mut module)
        .map_err(|e| misused(format!("can't read the module: {e}")))?;
    let code = compiler.compile(&module).map_err(|reason| (REFUSED, reason))?;
    std::io::stdout()
        .write_all(code.as_slice())
        .map_err(|e| misused(format!("can't write the compiled code: {e}")))
}

struct Arguments {
    library: String,
    memory_bytes: u64,
    cpu_seconds: u64,
}

impl Arguments {
    fn parse(mut from: impl Iterator<Item = String>) -> Result<Self, String> {
        let usage = || "usage: frankenterm-compile LIBRARY MEMORY_BYTES CPU_SECONDS".to_string();
        let mut next = || from.next().ok_or_else(usage);
        let library = next()?;
        let memory_bytes = next()?.parse().map_err(|_| usage())?;
        let cpu_seconds = next()?.parse().map_err(|_| usage())?;
        Ok(Self { library, memory_bytes, cpu_seconds })
    }
}
