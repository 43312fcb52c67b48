namespace FedScaler.Demo.Removal;

/// <summary>A pod of the application that is not on its way out.</summary>
internal sealed record RunningPod(string Member, string Name, string Uid, string Created)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Member}/{Name}";
}
