namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>What a member's HPA may do, as its API server tells it.</summary>
internal readonly record struct Share(int Min, int Max)
{
    public override string ToString() => $"{Min}..{Max}";
}
