using System.Globalization;
using FedScaler.Api.Common;
using FedScaler.Api.MemberClusters;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>The condition CredentialsValid of a member whose token has an end.</summary>
internal static class CredentialCondition
{
    public const string Type = MemberConditions.CredentialsValid;

    /// <param name="isRejected">The member has refused the token.</param>
    public static Condition Describe(string member, CredentialState state, bool isRejected)
    {
        var (end, mend) = (Time(state.Token.ExpiresAt), Mend(member));
        return state switch
        {
            { Phase: CredentialPhase.Expired } => New(Condition.False, "Expired", $"the token of {state.Where} expired at {end}{Because(state)}; {mend}"),
            _ when isRejected =>
                New(Condition.False, "Rejected", $"the member does not accept the token of {state.Where}, though it is good until {end}: it was revoked, or its ServiceAccount is gone; {mend}"),
            { Phase: CredentialPhase.Ending, IsRenewed: true } =>
                New(Condition.False, "ExpiresSoon", $"the token of {state.Where} expires at {end} and has not been renewed{Because(state)}; {mend}"),
            { Phase: CredentialPhase.Ending } =>
                New(Condition.False, "ExpiresSoon", $"the token of {state.Where} expires at {end}, and {RenewalMark.Name} is false: renew it, or let it be renewed"),
            { IsRenewed: false } => New(Condition.True, "NotRenewed", $"the token is good until {end}; {RenewalMark.Name} is false: it is not renewed"),
            { Trouble: not null } => New(Condition.True, "RenewalFails", $"the token is good until {end}, but could not be renewed so far{Because(state)}"),
            _ => New(Condition.True, "Renewed", $"the token is good until {end}, and is renewed long before"),
        };
    }

    /// <summary>What an administrator does about a token that is of no use.</summary>
    public static string Mend(string member) => $"fedscaler member add {member} makes a new one";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Because(CredentialState state) => state.Trouble is { } trouble ? $": {trouble}" : "";

    private static Condition New(string status, string reason, string message) =>
        new() { Type = Type, Status = status, Reason = reason, Message = message };
}
