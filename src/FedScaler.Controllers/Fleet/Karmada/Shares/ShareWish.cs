namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>What a member's HPA is to say, as far as it is told by itself that it does: metrics and behavior by the hash of the document that they came from.</summary>
internal sealed record ShareWish(int MinReplicas, int MaxReplicas, string? Owner, string? DocumentHash, string? AdoptedSpec, string? HeldBy)
{
    public static ShareWish Of(HpaView hpa) => new(hpa.MinReplicas, hpa.MaxReplicas, hpa.Owner, hpa.DocumentHash, hpa.AdoptedSpec, hpa.HeldBy);
}
