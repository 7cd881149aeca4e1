//! Sets `window.opacity` when the configuration is reloaded, and tells the user and the other
//! extensions. All of it happens after the handler has returned: these are actions.

#[link(wasm_import_module = "env")]
extern "C" {
    fn ft_log(level: i32, msg_ptr: *const u8, msg_len: u32);
    fn ft_return_buffer_read(out_ptr: *mut u8, out_len: u32) -> i32;
    fn ft_last_error() -> i32;
    fn ft_get_config(key_ptr: *const u8, key_len: u32) -> i32;
    fn ft_set_config(key_ptr: *const u8, key_len: u32, json_ptr: *const u8, json_len: u32) -> i32;
    fn ft_notify(title_ptr: *const u8, title_len: u32, body_ptr: *const u8, body_len: u32) -> i32;
    fn ft_emit(topic_ptr: *const u8, topic_len: u32, json_ptr: *const u8, json_len: u32) -> i32;
}

const OPACITY: &str = "window.opacity";
const DIMMED: &str = "0.8";

fn log(message: &str) {
    unsafe { ft_log(2, message.as_ptr(), message.len() as u32) }
}

/// What a function that gave `length` has put into the return buffer.
fn buffer(length: i32) -> Option<String> {
    let mut bytes = vec![0u8; usize::try_from(length).ok()?];
    unsafe { ft_return_buffer_read(bytes.as_mut_ptr(), bytes.len() as u32) };
    String::from_utf8(bytes).ok()
}

fn setting(key: &str) -> Option<String> {
    buffer(unsafe { ft_get_config(key.as_ptr(), key.len() as u32) })
}

type TwoTexts = unsafe extern "C" fn(*const u8, u32, *const u8, u32) -> i32;

/// Asks for an action; logs why not.
fn ask(function: TwoTexts, one: &str, two: &str) {
    let result = unsafe {
        function(one.as_ptr(), one.len() as u32, two.as_ptr(), two.len() as u32)
    };
    if result < 0 {
        log(&format!("refused: {}", buffer(unsafe { ft_last_error() }).unwrap_or_default()));
    }
}

#[no_mangle]
pub extern "C" fn on_reload() {
    let before = setting(OPACITY).unwrap_or("1.0".to_string());
    log(&format!("opacity is {before}"));
    if before != DIMMED {
        ask(ft_set_config, OPACITY, DIMMED);
        ask(ft_notify, "Dimmed", &format!("from {before} to {DIMMED}"));
        ask(ft_emit, "dimmed", &format!("{{\"from\":{before},\"to\":{DIMMED}}}"));
    }
}
