namespace FedScaler.Controllers.CronHpas;

/// <summary>Types and reasons of conditions and events; part of what users match on.</summary>
internal static class CronHpaReasons
{
    public const string Ready = "Ready";
    public const string Invalid = "Invalid";
    public const string TargetMissing = "TargetMissing";
    public const string Overridden = "Overridden";
    public const string ClockSkew = "ClockSkew";

    public const string Scheduled = "Scheduled";
    public const string Suspended = "Suspended";
    public const string InvalidSpec = "InvalidSpec";
    public const string ValidSpec = "ValidSpec";
    public const string NotFound = "NotFound";
    public const string Found = "Found";
    public const string OthersWin = "OthersWin";
    public const string NothingStronger = "NothingStronger";
    public const string ClocksDiffer = "ClocksDiffer";
    public const string ClocksAgree = "ClocksAgree";

    public const string ScheduleStarted = "ScheduleStarted";
    public const string ScheduleEnded = "ScheduleEnded";
    public const string ScheduleMissed = "ScheduleMissed";

    /// <summary>A result that is none yet: the target has not taken the transition in.</summary>
    public const string Pending = "Pending";
}
