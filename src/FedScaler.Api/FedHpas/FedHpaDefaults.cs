namespace FedScaler.Api.FedHpas;

/// <summary>What an absent field means, in C# and in the CRD alike.</summary>
public static class FedHpaDefaults
{
    public const int MinReplicas = 1;
    public const int TolerancePercent = 10;
    public const int CooldownSeconds = 60;
    public const int MaxMovePercent = 25;
    public const int GraceSeconds = 300;
}
