using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet;

/// <summary>One line for each transition; never a credential.</summary>
internal static partial class FleetLog
{
    public const string Category = "FedScaler.Fleet";

    [LoggerMessage(1, LogLevel.Information, "Member {Member} is live: cluster {Uid} at {Server}")]
    public static partial void Live(ILogger logger, string member, string? uid, Uri server);

    [LoggerMessage(2, LogLevel.Warning, "Member {Member} is silent: {Reason}")]
    public static partial void Silent(ILogger logger, string member, string? reason);

    [LoggerMessage(3, LogLevel.Information, "Member {Member} answers again, and is read anew")]
    public static partial void Returning(ILogger logger, string member);

    [LoggerMessage(4, LogLevel.Warning, "Member {Member} has caches that hang; it is connected to anew")]
    public static partial void Hung(ILogger logger, string member);

    [LoggerMessage(5, LogLevel.Warning, "Member {Member} is another cluster now: {Uid} in the place of {OldUid}")]
    public static partial void Replaced(ILogger logger, string member, string? uid, string? oldUid);

    [LoggerMessage(6, LogLevel.Warning, "Member {Member} cannot be connected to: {Reason}")]
    public static partial void Refused(ILogger logger, string member, string reason);

    [LoggerMessage(7, LogLevel.Information, "Member {Member} is connected to with {Source}")]
    public static partial void Connecting(ILogger logger, string member, string source);

    [LoggerMessage(8, LogLevel.Information, "Member {Member} is gone from the fleet")]
    public static partial void Gone(ILogger logger, string member);

    [LoggerMessage(9, LogLevel.Warning, "Member {Member}: our write to {What} did not come back in time; going on without it")]
    public static partial void OwnWriteNotSeen(ILogger logger, string member, string what);

    [LoggerMessage(10, LogLevel.Warning, "Member {Member}: a connection did not end cleanly")]
    public static partial void EndedBadly(ILogger logger, Exception error, string member);

    [LoggerMessage(12, LogLevel.Information, "Member {Member}: its token was renewed and is good until {Expires:u}")]
    public static partial void CredentialRenewed(ILogger logger, string member, DateTimeOffset expires);

    [LoggerMessage(13, LogLevel.Warning, "Member {Member}: its token could not be renewed: {Reason}")]
    public static partial void CredentialNotRenewed(ILogger logger, string member, string reason);

    [LoggerMessage(14, LogLevel.Warning, "Member {Member} cannot be looked into, and is known only as far as Karmada sums it up: {Reason}")]
    public static partial void Blind(ILogger logger, string member, string reason);

    [LoggerMessage(15, LogLevel.Warning, "Member {Member} does not show what Work {Work} says, and Karmada says that it is applied: it is told to apply it again")]
    public static partial void AppliedAgain(ILogger logger, string member, string work);

    [LoggerMessage(11, LogLevel.Error, "Member {Member}: a probe failed in a way that is not foreseen")]
    public static partial void ProbeBroke(ILogger logger, Exception error, string member);
}
