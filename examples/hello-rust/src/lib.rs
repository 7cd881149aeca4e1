//! The sample of the guide for extension authors: logs, then reads one environment
//! variable, each time the configuration is reloaded.

/* The guide's entry point, before it does anything:

#[no_mangle]
pub extern "C" fn on_reload() {
    // Handle config reload
}

*/

extern "C" {
    /// Emit a log message.
    /// level: 0=Trace, 1=Debug, 2=Info, 3=Warn, 4=Error
    fn ft_log(level: i32, msg_ptr: *const u8, msg_len: u32);

    /// Read an environment variable.
    /// Returns value length, or -1 if not set / denied.
    /// Value is written to the return buffer.
    fn ft_get_env(key_ptr: *const u8, key_len: u32) -> i32;

    /// Copy from host return buffer into WASM memory.
    /// Returns bytes actually copied.
    fn ft_return_buffer_read(out_ptr: *mut u8, out_len: u32) -> i32;
}

fn log(level: i32, msg: &str) {
    unsafe { ft_log(level, msg.as_ptr(), msg.len() as u32) }
}

fn log_info(msg: &str) { log(2, msg) }
fn log_warn(msg: &str) { log(3, msg) }
fn log_error(msg: &str) { log(4, msg) }

fn get_env(key: &str) -> Option<String> {
    let len = unsafe { ft_get_env(key.as_ptr(), key.len() as u32) };
    if len < 0 {
        return None;
    }
    let mut buf = vec![0u8; len as usize];
    let read = unsafe {
        ft_return_buffer_read(buf.as_mut_ptr(), buf.len() as u32)
    };
    buf.truncate(read as usize);
    String::from_utf8(buf).ok()
}

#[no_mangle]
pub extern "C" fn on_reload() {
    log_info("Hello from Rust!");
    match get_env("HOME") {
        Some(home) if home.is_empty() => log_error("HOME is empty"),
        Some(home) => log_info(&format!("HOME={home}")),
        None => log_warn("HOME is not set or not permitted"),
    }
}
