namespace FedScaler.Core.ScaleIn;

/// <summary>The annotation that ranks a pod among those of its ReplicaSet (KEP-2255).</summary>
public static class DeletionCost
{
    /// <summary>The lowest that there is: goes before every other pod that is scheduled, running and ready.</summary>
    public const string Lowest = "-2147483648";

    /// <summary>What an annotation counts as: "+1" and "007" are invalid and count as 0 (kubernetes pkg/apis/core/helper).</summary>
    public static int Of(string? annotation) =>
        annotation is { Length: > 0 } && !HasOddStart(annotation) && int.TryParse(annotation, out var cost) ? cost : 0;

    private static bool HasOddStart(string text) =>
        text[0] == '-' ? text.Length < 2 || text[1] is < '1' or > '9' : text[0] is < '0' or > '9' || (text[0] == '0' && text.Length > 1);
}
