/// A program that lets extensions change its one setting.
module embed {
    requires org.frankenterm.extension;
}
