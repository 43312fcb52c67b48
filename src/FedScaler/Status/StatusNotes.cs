using FedScaler.Api.Common;
using FedScaler.Kube.Models;

namespace FedScaler.Status;

/// <summary>What of an object's conditions is worth a line.</summary>
internal static class StatusNotes
{
    /// <summary>True when all is well; all others are False then.</summary>
    private static readonly string[] Good = ["Ready", "Balanced"];

    public static bool IsReady(ObjectMeta metadata, long? observed, IReadOnlyList<Condition>? conditions) =>
        observed == (metadata.Generation ?? 0) && conditions?.Find("Ready") is { Status: Condition.True };

    public static IReadOnlyList<NoteReport> Of(ObjectMeta metadata, long? observed, IReadOnlyList<Condition>? conditions)
    {
        var notes = new List<NoteReport>();
        if (metadata.IsDeleting) notes.Add(new NoteReport("Deleted", "InProgress", $"is being deleted since {metadata.DeletionTimestamp:yyyy-MM-dd HH:mm:ss}Z"));
        if (observed is null) notes.Add(new NoteReport("Unseen", "NoStatus", "nobody has looked at it yet: is `fedscaler run` running against this hub?"));
        else if (observed != (metadata.Generation ?? 0)) notes.Add(new NoteReport("Unseen", "OldGeneration", $"its last change has not been seen yet (generation {metadata.Generation}, seen {observed}): what follows is of before"));
        foreach (var condition in conditions ?? [])
            if (condition.Status == Condition.True != Good.Contains(condition.Type)) notes.Add(new NoteReport(condition.Type, condition.Reason, condition.Message));
        // A Ready that says what another says, too, comes first all the same: it is what the exit code goes by.
        return [.. notes.OrderBy(static note => note.Type is "Unseen" or "Deleted" ? 0 : note.Type == "Ready" ? 1 : 2)];
    }
}
