namespace FedScaler.Controllers.Fleet;

/// <summary>One member as a binding is written for it.</summary>
/// <param name="Runs">spec.replicas of the workload there, as last seen where the member is silent; null: it has none, or was never heard of.</param>
public sealed record MemberCount(string Name, int? Runs)
{
    /// <summary>What it is to run; null where nobody says, and what it runs counts.</summary>
    public int? Assigned { get; init; }

    /// <summary>Whether <see cref="Runs"/> was seen just now: of a silent member nothing may be taken away.</summary>
    public bool Answers { get; init; } = true;

    /// <summary>It answers and has no such workload, and the binding is what puts one there.</summary>
    public bool IsPlaceable { get; init; }

    /// <summary>Whether it takes part as far as whoever leads is concerned.</summary>
    public bool IsSelected { get; init; } = true;
}
