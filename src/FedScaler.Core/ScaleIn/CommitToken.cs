namespace FedScaler.Core.ScaleIn;

/// <summary>
/// Annotation on the workload, written in the very patch that lowers spec.replicas: "ID:TARGET". Who finds it knows that the
/// count was lowered, and to what; so nothing is ever subtracted twice. "ID:void" is a fence: it changes the resourceVersion,
/// so a commit that is still under way somewhere can no longer land.
/// </summary>
public static class CommitToken
{
    public const string Annotation = "fedscaler.io/scale-in";

    private const string Void = "void";

    public static string Of(string id, int target) => $"{id}:{target}";

    public static string Fence(string id) => $"{id}:{Void}";

    /// <summary>The count that the removal committed to; null where it has not.</summary>
    public static int? TargetOf(string? annotation, string id) =>
        annotation?.StartsWith(id + ":", StringComparison.Ordinal) == true && int.TryParse(annotation.AsSpan(id.Length + 1), out var target)
            ? target
            : null;
}
