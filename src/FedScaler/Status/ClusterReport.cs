namespace FedScaler.Status;

/// <summary>One cluster's part of an application.</summary>
/// <param name="Share">What its HPA may run; null: none.</param>
/// <param name="Free">What its free capacity still takes; null: not known.</param>
/// <param name="LastSeen">When it last answered; null: it answers, or has never done so.</param>
/// <param name="Member">Of the cluster itself, in words: version, nodes, brake; null where MemberClusters could not be read.</param>
internal sealed record ClusterReport(
    string Name, string? State, BoundsReport? Share, int Current, int? Desired, int Ready, int? Free, int? Unschedulable, DateTimeOffset? LastSeen, string? Reason, string? Member);
