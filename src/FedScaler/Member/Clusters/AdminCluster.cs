using FedScaler.Kube.Client;
using FedScaler.Kube.Config;

namespace FedScaler.Members.Clusters;

/// <summary>A cluster as its administrator reaches it: with whatever a kubeconfig may say, exec plugins and files included.</summary>
/// <param name="Role">What it is to the command, e.g. <c>member idc-a</c>: begins messages.</param>
/// <param name="Place">The file or files, for messages.</param>
internal sealed record AdminCluster(string Role, string Place, ClusterConnection Connection, KubeClient Client) : IAsyncDisposable
{
    /// <param name="path">Null: where kubectl looks.</param>
    /// <param name="context">Null: the current one.</param>
    /// <exception cref="MemberRefusedException">The kubeconfig is of no use.</exception>
    public static async Task<AdminCluster> ConnectAsync(string role, string? path, string? context, TimeProvider time, CancellationToken cancellationToken)
    {
        var (connection, place) = await ReadAsync(role, path, context, cancellationToken);
        return new AdminCluster(role, place, connection, KubeClient.Create(connection, time));
    }

    /// <summary>Reads the kubeconfig and connects to nothing.</summary>
    /// <exception cref="MemberRefusedException">It is of no use.</exception>
    public static async Task<(ClusterConnection Connection, string Place)> ReadAsync(string role, string? path, string? context, CancellationToken cancellationToken)
    {
        var paths = Kubeconfig.DefaultPaths(path);
        var place = string.Join(Path.PathSeparator, paths);
        try
        {
            return ((await Kubeconfig.LoadAsync(paths, cancellationToken)).Resolve(context), place);
        }
        catch (Exception refused) when (refused is KubeconfigException or IOException or UnauthorizedAccessException)
        {
            throw new MemberRefusedException($"{role}: {place}: {refused.Message}");
        }
    }

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
