package org.frankenterm.extension.api;

/// How events reach extensions, and what becomes of those that misbehave. Immutable.
///
/// @param containment what failures lead to
/// @param share how much processor time each extension may use
/// @param lateActions what becomes of actions that come late
public record DispatchPolicy(
        Containment containment, ProcessorShare share, LateActions lateActions) {
    /// What a terminal wants.
    public static final DispatchPolicy DEFAULT =
            new DispatchPolicy(Containment.DEFAULT, ProcessorShare.DEFAULT, LateActions.APPLY);

    /// What the author of an extension wants, who runs it by itself: each event is tried, and
    /// nothing is held back.
    public static final DispatchPolicy PATIENT =
            new DispatchPolicy(Containment.NONE, ProcessorShare.ALL, LateActions.APPLY);

    /// The same with another treatment of failures.
    ///
    /// @param other what they lead to
    /// @return a copy
    public DispatchPolicy withContainment(Containment other) {
        return new DispatchPolicy(other, share, lateActions);
    }

    /// The same with another share.
    ///
    /// @param other how much processor time each extension may use
    /// @return a copy
    public DispatchPolicy withShare(ProcessorShare other) {
        return new DispatchPolicy(containment, other, lateActions);
    }

    /// The same with another end for late actions.
    ///
    /// @param other what becomes of them
    /// @return a copy
    public DispatchPolicy withLateActions(LateActions other) {
        return new DispatchPolicy(containment, share, other);
    }
}
