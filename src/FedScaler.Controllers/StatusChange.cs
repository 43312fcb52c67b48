using FedScaler.Kube.Models;

namespace FedScaler.Controllers;

/// <summary>
/// Tells a change of the status from one that asks for something. The status is written by this service alone: looked at again at once
/// because of it, what could not be written to a member would be tried again without a pause, each time with the status that says so.
/// </summary>
internal static class StatusChange
{
    /// <summary>Whether nothing but the status differs; null: it was not there, or is gone.</summary>
    public static bool IsAll(ObjectMeta? before, ObjectMeta? after) =>
        before is not null && after is not null
        && before.Uid == after.Uid
        && before.Generation == after.Generation
        && before.DeletionTimestamp == after.DeletionTimestamp
        && (before.Finalizers ?? []).SequenceEqual(after.Finalizers ?? [])
        && AreSame(before.Labels, after.Labels)
        && AreSame(before.Annotations, after.Annotations);

    private static bool AreSame(Dictionary<string, string>? before, Dictionary<string, string>? after)
    {
        if ((before?.Count ?? 0) != (after?.Count ?? 0)) return false;
        foreach (var (key, value) in before ?? [])
            if (!after!.TryGetValue(key, out var other) || other != value) return false;
        return true;
    }
}
