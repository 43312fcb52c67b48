namespace FedScaler.Api.ScaleIns;

/// <summary>What an absent field means, in C# and in the CRD alike.</summary>
public static class ScaleInDefaults
{
    public const int DeadlineSeconds = 600;
}
