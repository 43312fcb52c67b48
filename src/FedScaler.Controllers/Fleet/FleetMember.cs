using System.Collections.Immutable;

namespace FedScaler.Controllers.Fleet;

/// <summary>One member cluster as the fleet knows it; immutable.</summary>
public sealed record FleetMember(string Name)
{
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The user's brake: no writes there.</summary>
    public bool Paused { get; init; }

    /// <summary>It answers, and what must be read anew after a silence has been.</summary>
    public bool Live { get; init; }

    /// <summary>Why it is not live, in words for the user; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when it has not answered; null when it is live, or has never answered.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>
    /// Nobody there can be heard, as what lies between is away: whether the member itself is silent is not known, and no time of
    /// silence runs.
    /// </summary>
    public bool CutOff { get; init; }

    /// <summary>What is not seen of it though it is live, and what would mend that; null where all is.</summary>
    public string? Unseen { get; init; }

    public DateTimeOffset? LastContact { get; init; }

    /// <summary>Which cluster answers to the name: uid of its kube-system namespace; null before the first contact.</summary>
    public string? ClusterUid { get; init; }
}
