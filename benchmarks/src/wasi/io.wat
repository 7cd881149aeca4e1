;; In the first preopened directory: writes a file of 256 MiB in pieces of 64 KiB and reads it back, removes it and does
;; so again, then opens and closes it 20,000 times. Prints the nanoseconds, by its own monotonic clock: "write N" and
;; "read N", both twice, and one "open N" for each path_open with its fd_close, one clock_time_get included. Exits with the
;; first error number, or 255 for a wrong byte count or content.
(module
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open" (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_unlink_file" (func $path_unlink_file (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))

  (global $pieces i32 (i32.const 4096))
  (global $piece i32 (i32.const 0x10000)) ;; both its address and its size
  (global $opens i32 (i32.const 20000))
  (global $printed (mut i32) (i32.const 0x20000)) ;; the end of the text that waits to be printed

  (memory (export "memory") 16)
  (data (i32.const 64) "io.bin")
  (data (i32.const 80) "write ")
  (data (i32.const 96) "read  ")
  (data (i32.const 112) "open  ")

  ;; 0: an iovec; 8: bytes done; 16: a time; 24: a descriptor
  (func $check (param $error i32)
    (if (local.get $error) (then (call $proc_exit (local.get $error)))))

  (func $now (result i64)
    (call $check (call $clock_time_get (i32.const 1) (i64.const 1) (i32.const 16)))
    (i64.load (i32.const 16)))

  (func $open (param $oflags i32) (param $rights i64) (result i32)
    (call $check (call $path_open (i32.const 3) (i32.const 0) (i32.const 64) (i32.const 6)
      (local.get $oflags) (local.get $rights) (i64.const 0) (i32.const 0) (i32.const 24)))
    (i32.load (i32.const 24)))

  (func $iovec (param $address i32) (param $size i32)
    (i32.store (i32.const 0) (local.get $address))
    (i32.store (i32.const 4) (local.get $size)))

  (func $expect (param $condition i32)
    (if (i32.eqz (local.get $condition)) (then (call $proc_exit (i32.const 255)))))

  (func $write (local $file i32) (local $at i32)
    (local.set $file (call $open (i32.const 9) (i64.const 0x40))) ;; creat, trunc; fd_write
    (loop $next
      (i32.store (global.get $piece) (local.get $at))
      (call $iovec (global.get $piece) (global.get $piece))
      (call $check (call $fd_write (local.get $file) (i32.const 0) (i32.const 1) (i32.const 8)))
      (call $expect (i32.eq (i32.load (i32.const 8)) (global.get $piece)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (global.get $pieces))))
    (call $check (call $fd_close (local.get $file))))

  (func $read (local $file i32) (local $at i32)
    (local.set $file (call $open (i32.const 0) (i64.const 2))) ;; fd_read
    (loop $next
      (call $iovec (global.get $piece) (global.get $piece))
      (call $check (call $fd_read (local.get $file) (i32.const 0) (i32.const 1) (i32.const 8)))
      (call $expect (i32.eq (i32.load (i32.const 8)) (global.get $piece)))
      (call $expect (i32.eq (i32.load (global.get $piece)) (local.get $at)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (global.get $pieces))))
    (call $check (call $fd_close (local.get $file))))

  ;; Puts six letters, a number and a line's end behind the text that waits.
  (func $print (param $label i32) (param $number i64) (local $digits i32)
    (memory.copy (global.get $printed) (local.get $label) (i32.const 6))
    (local.set $digits (i32.const 64))
    (loop $next
      (i32.store8 (local.tee $digits (i32.sub (local.get $digits) (i32.const 1)))
        (i32.add (i32.const 48) (i32.wrap_i64 (i64.rem_u (local.get $number) (i64.const 10)))))
      (br_if $next (i64.ne (local.tee $number (i64.div_u (local.get $number) (i64.const 10))) (i64.const 0))))
    (memory.copy (i32.add (global.get $printed) (i32.const 6)) (local.get $digits) (i32.sub (i32.const 64) (local.get $digits)))
    (global.set $printed (i32.sub (i32.add (global.get $printed) (i32.const 70)) (local.get $digits)))
    (i32.store8 (global.get $printed) (i32.const 10))
    (global.set $printed (i32.add (global.get $printed) (i32.const 1))))

  (func $flush (local $at i32)
    (local.set $at (i32.const 0x20000))
    (loop $next
      (call $iovec (local.get $at) (i32.sub (global.get $printed) (local.get $at)))
      (call $check (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.load (i32.const 8)))) (global.get $printed)))))

  (func $pass (local $began i64)
    (local.set $began (call $now))
    (call $write)
    (call $print (i32.const 80) (i64.sub (call $now) (local.get $began)))
    (local.set $began (call $now))
    (call $read)
    (call $print (i32.const 96) (i64.sub (call $now) (local.get $began))))

  (func (export "_start") (local $began i64) (local $ended i64) (local $at i32)
    (memory.fill (global.get $piece) (i32.const 0xa5) (global.get $piece))
    (call $pass)
    (call $check (call $path_unlink_file (i32.const 3) (i32.const 64) (i32.const 6)))
    (call $pass)
    (local.set $began (call $now))
    (loop $next
      (call $check (call $fd_close (call $open (i32.const 0) (i64.const 2))))
      (local.set $ended (call $now))
      (call $print (i32.const 112) (i64.sub (local.get $ended) (local.get $began)))
      (local.set $began (call $now))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (global.get $opens))))
    (call $flush)))
