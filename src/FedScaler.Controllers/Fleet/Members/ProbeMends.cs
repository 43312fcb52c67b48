namespace FedScaler.Controllers.Fleet.Members;

/// <summary>What the user is told to do where a member refuses a probe, by how it is reached.</summary>
/// <param name="Unauthorized">Where the credentials are not accepted.</param>
/// <param name="Forbidden">Where their user may not ask.</param>
internal sealed record ProbeMends(string Unauthorized, string Forbidden)
{
    public static ProbeMends OfKubeconfig(string member) => new(
        $"put valid ones there, as fedscaler member add {member} does",
        "grant that user get on /readyz (ClusterRole system:public-info-viewer) and on the namespace kube-system");
}
