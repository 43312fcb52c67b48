namespace FedScaler.Core.ScaleIn;

/// <summary>
/// Takes named pods out of a workload in one or several clusters. A function of what was asked, what is seen and what is
/// remembered: whoever asks persists the answer's progress, then takes its steps, then looks again. A crash anywhere, a step that
/// was refused with 409, two controllers at once: each only means that the next look answers anew.
/// </summary>
/// <remarks>
/// The fleet's shares are pinned before any HPA is held, or other clusters would fill up; HPAs before pods are marked, or they
/// would change the count meanwhile; pods before the count is lowered, or others would die. Every cluster is ready before the
/// first is committed. Until then all can be undone; after it there is only forward.
/// </remarks>
public static class Removal
{
    /// <summary>How long after the deadline, or after the ScaleIn was deleted, clusters that answer may take to be put back; then the phase ends regardless.</summary>
    public static readonly TimeSpan RestoreGrace = TimeSpan.FromSeconds(60);

    public static RemovalDecision Next(RemovalRequest request, RemovalObservation seen, RemovalProgress progress)
    {
        if (progress.IsOver) return new(progress, [], [], null);
        var turn = new RemovalTurn(request, seen, progress);
        if (progress.IsEnded || progress.Ending is not null) turn.Restore();
        else if (progress.Phase == RemovalPhase.Committed) turn.GoForward();
        else turn.Prepare();
        return turn.Decide();
    }
}
