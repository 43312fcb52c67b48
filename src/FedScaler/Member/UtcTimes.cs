using System.Globalization;

namespace FedScaler.Members;

/// <summary>Times as Kubernetes writes them.</summary>
internal static class UtcTimes
{
    public static string ToKubernetesTime(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
