using System.Globalization;
using System.Text.RegularExpressions;

namespace FedScaler.Sandbox.ApiServer.Discovery;

/// <summary>Which of two API versions is newer: v2 over v1, v1 over v1beta2, beta over alpha (apimachinery's version/helpers.go).</summary>
internal sealed partial class VersionOrder : IComparer<string>
{
    public static readonly VersionOrder Instance = new();

    public int Compare(string? x, string? y) => Rank(x ?? "").CompareTo(Rank(y ?? ""));

    private static (int Stability, int Major, int Minor) Rank(string version)
    {
        var match = Parts().Match(version);
        if (!match.Success) return (-1, 0, 0);
        var stability = match.Groups["stage"].Value switch { "alpha" => 0, "beta" => 1, _ => 2 };
        var minor = match.Groups["minor"].Success ? int.Parse(match.Groups["minor"].Value, CultureInfo.InvariantCulture) : 0;
        return (stability, int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture), minor);
    }

    [GeneratedRegex(
        @"\Av(?<major>\d{1,6})((?<stage>alpha|beta)(?<minor>\d{1,6}))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
