namespace FedScaler.Api.CronHpas;

/// <summary>What an absent field means, in C# and in the CRD alike.</summary>
public static class CronHpaDefaults
{
    public const string TimeZone = "UTC";
    public const int HistoryLimit = 10;
}
