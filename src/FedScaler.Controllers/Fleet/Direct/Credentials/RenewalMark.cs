using FedScaler.Api.Common;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>What users say on a member's Secret about its renewal.</summary>
public static class RenewalMark
{
    /// <summary>Label or annotation; <c>"false"</c>: the user renews the token.</summary>
    public const string Name = "fedscaler.io/renew";

    /// <summary>Annotation: how long new tokens are to live, e.g. <c>168h</c>. Without it as long as the present one was issued for.</summary>
    public const string Lifetime = "fedscaler.io/token-lifetime";

    public static bool IsWanted(ObjectMeta secret) => !IsFalse(secret.Labels) && !IsFalse(secret.Annotations);

    /// <summary>What to ask for; the server may grant less.</summary>
    public static TimeSpan LifetimeOf(ObjectMeta secret, BoundToken present)
    {
        var asked = secret.Annotations?.GetValueOrDefault(Lifetime) is { } text && GoDuration.TryParse(text, out var told) ? told : present.Lifetime;
        return asked < RenewalSchedule.MinLifetime ? RenewalSchedule.MinLifetime : asked;
    }

    private static bool IsFalse(Dictionary<string, string>? marks) =>
        string.Equals(marks?.GetValueOrDefault(Name), "false", StringComparison.OrdinalIgnoreCase);
}
