namespace FedScaler.Sandbox.Laws;

/// <summary>How much simulated time the service is given before a law that speaks of a settled fleet is held.</summary>
public sealed record LawBounds
{
    public static LawBounds Default { get; } = new();

    /// <summary>From a change of the user's or of the fleet's to shares that follow it: one reconcile, its retry and its writes.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From a member's return, or the service's own, to shares that follow it: the client's longest back-off comes on top.</summary>
    public TimeSpan Return { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>DESIGN.md: a member counts as silent within 10 s. The service may count from its last answer, so grace may end earlier by as much.</summary>
    public TimeSpan Detection { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>DESIGN.md, law 7. What was decided on may be as old too.</summary>
    public TimeSpan Follow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From a transition of a schedule to shares that follow it, while the service is up and nothing else goes on.</summary>
    public TimeSpan ScheduleLag { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A minimum goes down after new pods are ready elsewhere: a Deployment's progressDeadlineSeconds (600) and a margin.</summary>
    public TimeSpan MinimumMove { get; init; } = TimeSpan.FromSeconds(660);

    /// <summary>How long pods that found no node explain moves: DESIGN.md lets them count for 60 s + 5 minutes.</summary>
    public TimeSpan Unschedulable { get; init; } = TimeSpan.FromMinutes(7);
}
