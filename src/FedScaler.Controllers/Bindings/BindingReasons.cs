namespace FedScaler.Controllers.Bindings;

/// <summary>Condition types, and reasons of conditions and events; part of what users match on.</summary>
internal static class BindingReasons
{
    public const string Ready = "Ready";
    public const string CapacityShort = "CapacityShort";
    public const string Conflict = "Conflict";
    public const string MembersSilent = "MembersSilent";
    public const string Held = "Held";
    public const string Scheduled = "Scheduled";
    public const string Paused = "Paused";

    public const string UserLeads = "UserLeads";
    public const string MembersLead = "MembersLead";
    public const string InvalidSpec = "InvalidSpec";
    public const string NoMembers = "NoMembers";
    public const string TargetMissing = "TargetMissing";
    public const string MembersNotReady = "MembersNotReady";
    public const string WriteFailed = "WriteFailed";
    public const string TwoBindings = "TwoBindings";
    public const string FedHpaLeads = "FedHPALeads";
    public const string ForeignHpa = "ForeignHPA";
    public const string NoConflict = "NoConflict";
    public const string CeilingsTooLow = "CeilingsTooLow";
    public const string FleetFull = "FleetFull";
    public const string CapacitySuffices = "CapacitySuffices";
    public const string CountsKept = "CountsKept";
    public const string AllAnswer = "AllAnswer";
    public const string ScaleInInProgress = "ScaleInInProgress";
    public const string ByService = "ByService";
    public const string RuleInForce = "RuleInForce";
    public const string NoRuleInForce = "NoRuleInForce";

    public const string Divided = "ReplicasDivided";
    public const string PutBack = "PutBack";
}
