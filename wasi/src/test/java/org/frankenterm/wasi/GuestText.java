package org.frankenterm.wasi;

/// The text of the module behind [Guest], made from the specified types: if ours were others, it
/// would not link.
final class GuestText {
    private GuestText() {}

    /// A module that imports and exports every specified function.
    static String module() {
        StringBuilder text = new StringBuilder("(module\n");
        text.append("(import \"test\" \"argument\" (func $argument (param i32) (result i64)))\n");
        text.append("(import \"test\" \"inspect\" (func $inspect))\n");
        SpecifiedFunction.all().forEach(function -> text.append(declaration(function)));
        text.append("(memory (export \"memory\") 1 65)\n");
        text.append("(func (export \"inspect\") (call $inspect))\n");
        text.append("(func (export \"grow\") (drop (memory.grow (i32.const 64))))\n");
        SpecifiedFunction.all().forEach(function -> text.append(export(function)));
        return text.append(")").toString();
    }

    private static String declaration(SpecifiedFunction function) {
        String parameters = String.join(" ", function.parameters());
        return "(import \"%s\" \"%s\" (func $%s (param %s) %s))\n"
                .formatted(
                        Preview1.MODULE,
                        function.name(),
                        function.name(),
                        parameters,
                        result(function));
    }

    private static String export(SpecifiedFunction function) {
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < function.parameters().size(); i++) {
            String argument = "(call $argument (i32.const " + i + "))";
            boolean wide = function.parameters().get(i).equals("i64");
            arguments.append(wide ? argument : "(i32.wrap_i64 " + argument + ")");
        }
        return "(func (export \"%s\") %s (call $%s %s))\n"
                .formatted(function.name(), result(function), function.name(), arguments);
    }

    private static String result(SpecifiedFunction function) {
        return function.returns() ? "(result i32)" : "";
    }
}
