using FedScaler.Controllers.Fleet.Members;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>When a token is renewed. Pure: it knows no clock.</summary>
public static class RenewalSchedule
{
    /// <summary>
    /// What tokens are asked for. kubelets renew theirs within the hour; this service must be able to be down over a weekend
    /// without locking itself out of its members, for nobody but an administrator could let it in again.
    /// </summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(168);

    /// <summary>No server issues tokens for less (pkg/apis/authentication/validation/validation.go).</summary>
    public static readonly TimeSpan MinLifetime = TimeSpan.FromMinutes(10);

    private const double RenewedAt = 0.5;

    /// <summary>By as much of the lifetime members' renewals lie apart, so that a fleet registered at once does not renew at once.</summary>
    private const double Spread = 0.1;

    /// <summary>With less than this much of its life left a token has not been renewed for long, and somebody should know.</summary>
    private const double LastPart = 0.25;

    /// <summary>When a member's token is due: between 50% and 60% of its lifetime, always the same for one member.</summary>
    public static DateTimeOffset DueAt(BoundToken token, string member) => token.IssuedAt + (token.Lifetime * (RenewedAt + (Spread * Fraction(member))));

    /// <summary>From when on a token that was not renewed is to be worried about.</summary>
    public static DateTimeOffset WorryAt(BoundToken token) => token.ExpiresAt - (token.Lifetime * LastPart);

    /// <summary>What is to be done now.</summary>
    /// <param name="serverNow">The member's clock, by which the token expires.</param>
    public static RenewalStep Decide(BoundToken token, string member, DateTimeOffset serverNow)
    {
        if (serverNow >= token.ExpiresAt) return new RenewalStep.TooLate();
        var due = DueAt(token, member);
        return serverNow >= due ? new RenewalStep.Renew() : new RenewalStep.Wait(due - serverNow);
    }

    /// <summary>How long to wait after so many failures in a row: half a minute, doubled each time, ten minutes at most and a tenth of what is left.</summary>
    public static TimeSpan Backoff(int failures, TimeSpan left)
    {
        var delay = TimeSpan.FromSeconds(Math.Min(600, 30 * Math.Pow(2, Math.Clamp(failures - 1, 0, 10))));
        var most = left / 10;
        return most < delay ? TimeSpan.FromSeconds(Math.Max(10, most.TotalSeconds)) : delay;
    }

    /// <summary>
    /// FNV-1a of the name, mixed (MurmurHash3's fmix32, for names that differ in their last letter), as a fraction of one: another
    /// process must come to the same.
    /// </summary>
    private static double Fraction(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619u);
        hash = unchecked((hash ^ (hash >> 16)) * 0x85ebca6bu);
        hash = unchecked((hash ^ (hash >> 13)) * 0xc2b2ae35u);
        return (hash ^ (hash >> 16)) / (double)uint.MaxValue;
    }
}
