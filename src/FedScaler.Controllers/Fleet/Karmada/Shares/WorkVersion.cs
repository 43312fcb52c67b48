namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>
/// Tells a Work's resourceVersion, which is the hub's, from an HPA's, which is the member's: both count in numbers, and one in the
/// place of the other would guard nothing.
/// </summary>
internal static class WorkVersion
{
    private const string Prefix = "work/";

    public static string Write(string resourceVersion) => Prefix + resourceVersion;

    /// <summary>Null where it is no Work's.</summary>
    public static string? Read(string? version) =>
        version is not null && version.StartsWith(Prefix, StringComparison.Ordinal) ? version[Prefix.Length..] : null;
}
