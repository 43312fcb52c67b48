namespace FedScaler.Controllers.FedHpas;

/// <summary>Reasons of conditions and events; part of what users match on.</summary>
internal static class FedHpaReasons
{
    public const string Ready = "Ready";
    public const string Conflict = "Conflict";
    public const string Paused = "Paused";
    public const string Held = "Held";
    public const string FieldsDropped = "FieldsDropped";
    public const string MembersUnseen = "MembersUnseen";
    public const string Scheduled = "Scheduled";
    public const string ScheduleClamped = "ScheduleClamped";
    public const string ScheduleConflict = "ScheduleConflict";

    public const string SharesInForce = "SharesInForce";
    public const string InvalidSpec = "InvalidSpec";
    public const string NoMembers = "NoMembers";
    public const string TargetMissing = "TargetMissing";
    public const string HubNotRead = "HubNotRead";
    public const string SharesUnderWay = "SharesUnderWay";
    public const string WriteFailed = "WriteFailed";
    public const string TwoFedHpas = "TwoFedHPAs";
    public const string ForeignHpa = "ForeignHPA";
    public const string NoConflict = "NoConflict";
    public const string BySpec = "BySpec";
    public const string ByService = "ByService";
    public const string NotPaused = "NotPaused";
    public const string ScaleInInProgress = "ScaleInInProgress";
    public const string MembersNotReady = "MembersNotReady";

    public const string NotKept = "NotKept";

    public const string PartlySeen = "PartlySeen";

    public const string RulesInForce = "RulesInForce";
    public const string NoRuleInForce = "NoRuleInForce";
    public const string FloorAboveMax = "FloorAboveMax";
    public const string FloorsFit = "FloorsFit";
    public const string FloorOverCeiling = "FloorOverCeiling";

    public const string RoomMoved = "RoomMoved";
    public const string SharesGiven = "SharesGiven";
    public const string SharesChanged = "SharesChanged";
    public const string HpaAdopted = "HPAAdopted";
    public const string MemberLeft = "MemberLeft";
    public const string DeletionWaits = "DeletionWaits";
    public const string Undone = "Undone";
    public const string NotUndone = "NotUndone";
}
