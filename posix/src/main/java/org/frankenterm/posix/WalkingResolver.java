package org.frankenterm.posix;

/// Resolution from component to component, for systems whose kernel doesn't do it.
final class WalkingResolver implements Resolver {
    static final WalkingResolver INSTANCE = new WalkingResolver();

    private WalkingResolver() {}

    @Override
    public Result<Fd> open(Fd folder, byte[] path, OpenHow how) {
        folder.number();
        Paths.requireNoNul(path);
        if (path.length > Scratch.PATH_BYTES) {
            return new Result.Failed<>(ErrorNumber.NAMETOOLONG);
        }
        if (how.contradictory()) {
            return new Result.Failed<>(ErrorNumber.INVAL);
        }
        try (Walk walk = new Walk(folder, how)) {
            return walk.open(path);
        }
    }
}
