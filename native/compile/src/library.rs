//! The compiler inside the shared library: the six functions of Wasmtime's C API that compiling takes
//! (`wasm.h`, `wasmtime/module.h`, `wasmtime/error.h` of 48.0), found by name.

use std::ffi::{CStr, CString, c_void};
use std::mem::transmute;
use std::ptr::{null_mut, slice_from_raw_parts};

/// `wasm_byte_vec_t`: bytes owned by the library.
#[repr(C)]
pub struct ByteVec {
    size: usize,
    data: *mut u8,
}

impl ByteVec {
    fn empty() -> Self {
        Self { size: 0, data: null_mut() }
    }

    /// The bytes. This process ends before anybody would free them.
    pub fn as_slice(&self) -> &[u8] {
        if self.size == 0 {
            return &[];
        }
        // SAFETY: the library filled both fields with a live allocation that is never freed here.
        unsafe { &*slice_from_raw_parts(self.data, self.size) }
    }
}

pub struct Compiler {
    engine: *mut c_void,
    module_new: unsafe extern "C" fn(*mut c_void, *const u8, usize, *mut *mut c_void) -> *mut c_void,
    module_serialize: unsafe extern "C" fn(*const c_void, *mut ByteVec) -> *mut c_void,
    error_message: unsafe extern "C" fn(*const c_void, *mut ByteVec),
}

impl Compiler {
    /// Loads the library and makes an engine of its one configuration.
    pub fn open(path: &str) -> Result<Self, String> {
        let library = Library::open(path)?;
        // SAFETY: each symbol has the type given, by the headers named above.
        unsafe {
            let config_new: unsafe extern "C" fn() -> *mut c_void =
                transmute(library.symbol(c"frankenterm_config_new")?);
            let engine_new: unsafe extern "C" fn(*mut c_void) -> *mut c_void =
                transmute(library.symbol(c"wasm_engine_new_with_config")?);
            Ok(Self {
                engine: engine_new(config_new()),
                module_new: transmute(library.symbol(c"wasmtime_module_new")?),
                module_serialize: transmute(library.symbol(c"wasmtime_module_serialize")?),
                error_message: transmute(library.symbol(c"wasmtime_error_message")?),
            })
        }
    }

    /// The serialized code of a module, or why Wasmtime refused it.
    pub fn compile(&self, wasm: &[u8]) -> Result<ByteVec, String> {
        let mut module = null_mut();
        let mut code = ByteVec::empty();
        // SAFETY: all pointers are live for the call; the module stays alive as long as this process.
        unsafe {
            self.check((self.module_new)(self.engine, wasm.as_ptr(), wasm.len(), &mut module))?;
            self.check((self.module_serialize)(module, &mut code))?;
        }
        Ok(code)
    }

    fn check(&self, error: *mut c_void) -> Result<(), String> {
        if error.is_null() {
            return Ok(());
        }
        let mut message = ByteVec::empty();
        // SAFETY: the error is owned and live, the vector is ours.
        unsafe { (self.error_message)(error, &mut message) };
        Err(String::from_utf8_lossy(message.as_slice()).into_owned())
    }
}

struct Library(*mut c_void);

impl Library {
    fn open(path: &str) -> Result<Self, String> {
        let name = CString::new(path).map_err(|_| "the library's path has a NUL in it".to_string())?;
        // SAFETY: the name is NUL-terminated; the library is never closed.
        let handle = unsafe { libc::dlopen(name.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
        if handle.is_null() { Err(load_error()) } else { Ok(Self(handle)) }
    }

    fn symbol(&self, name: &CStr) -> Result<*mut c_void, String> {
        // SAFETY: the handle is open and the name NUL-terminated.
        let address = unsafe { libc::dlsym(self.0, name.as_ptr()) };
        if address.is_null() { Err(load_error()) } else { Ok(address) }
    }
}

fn load_error() -> String {
    // SAFETY: dlerror returns NULL or a string that lives until the next call on this thread.
    let message = unsafe { libc::dlerror() };
    if message.is_null() {
        return "can't load the library".to_string();
    }
    // SAFETY: as above.
    unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned()
}
