package main

//go:wasmimport env ft_log
func ftLog(level int32, msgPtr *byte, msgLen uint32)

func logInfo(msg string) {
    if len(msg) > 0 {
        ftLog(2, &[]byte(msg)[0], uint32(len(msg)))
    }
}

//export on_reload
func onReload() {
    logInfo("Hello from Go!")
}

func main() {}
