namespace FedScaler.Sandbox.Karmada;

/// <summary>All of Karmada's control loops that the sandbox has.</summary>
internal static class KarmadaControllers
{
    public static SortedDictionary<KarmadaComponent, IKarmadaController> Create(KarmadaContext context) => new()
    {
    };
}
