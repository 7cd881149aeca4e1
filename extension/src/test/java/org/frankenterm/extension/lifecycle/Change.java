package org.frankenterm.extension.lifecycle;

import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/// A change of what is installed, and what there is before it.
enum Change {
    INSTALL {
        @Override
        void prepare(InstallationsFixture user) {
            // nothing is there
        }

        @Override
        void make(Installations all) {
            all.install(version(GIT, "1.0.0", "A"), Optional.empty());
        }
    },
    ADOPT {
        @Override
        void prepare(InstallationsFixture user) {
            REMOVE_KEEPING.prepare(user);
            REMOVE_KEEPING.make(user.installations());
        }

        @Override
        void make(Installations all) {
            all.install(version(GIT, "1.0.0", "A"), all.kept(GIT));
        }
    },
    UPGRADE {
        @Override
        void prepare(InstallationsFixture user) {
            user.install(version(GIT, "1.0.0", "A"));
            user.store(GIT);
        }

        @Override
        void make(Installations all) {
            all.upgrade(version(GIT, "2.0.0", "B"), all.state(GIT));
        }
    },
    UPGRADE_AGAIN {
        @Override
        void prepare(InstallationsFixture user) {
            UPGRADE.prepare(user);
            UPGRADE.make(user.installations());
        }

        @Override
        void make(Installations all) {
            all.upgrade(version(GIT, "3.0.0", "C"), all.state(GIT));
        }
    },
    UPGRADE_TO_THE_PREVIOUS {
        @Override
        void prepare(InstallationsFixture user) {
            UPGRADE_AGAIN.prepare(user);
        }

        @Override
        void make(Installations all) {
            all.upgrade(version(GIT, "1.0.0", "C"), all.state(GIT));
        }
    },
    REPAIR {
        @Override
        void prepare(InstallationsFixture user) {
            UPGRADE_AGAIN.prepare(user);
            try {
                Files.writeString(user.active(GIT).resolve("extension.toml"), "damaged");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void make(Installations all) {
            all.upgrade(version(GIT, "2.0.0", "B"), all.state(GIT));
        }
    },
    ROLLBACK {
        @Override
        void prepare(InstallationsFixture user) {
            UPGRADE_AGAIN.prepare(user);
        }

        @Override
        void make(Installations all) {
            all.rollback(GIT);
        }
    },
    DISABLE {
        @Override
        void prepare(InstallationsFixture user) {
            UPGRADE.prepare(user);
        }

        @Override
        void make(Installations all) {
            all.update(GIT, state -> state.withEnabled(false));
        }
    },
    REMOVE {
        @Override
        void prepare(InstallationsFixture user) {
            UPGRADE_AGAIN.prepare(user);
        }

        @Override
        void make(Installations all) {
            all.remove(GIT, false);
        }
    },
    REMOVE_KEEPING {
        @Override
        void prepare(InstallationsFixture user) {
            UPGRADE_AGAIN.prepare(user);
        }

        @Override
        void make(Installations all) {
            all.remove(GIT, true);
        }
    };

    abstract void prepare(InstallationsFixture user);

    abstract void make(Installations all);
}
