using System.Text;

namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>A member whose kubeconfig somebody with bad intentions wrote.</summary>
internal static class Untrusted
{
    public const string Name = "bad";

    public static string Kubeconfig(string server, string cluster = "", string user = "{token: sesame}") =>
        $$"""
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "{{server}}"{{cluster}} } }]
        users: [{name: u, user: {{user}} }]
        contexts: [{name: x, context: {cluster: c, user: u} }]
        current-context: x
        """;

    public static string Authority(string pem) => $", certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(pem))}";

    public static async Task RegisterAsync(this Scenario fleet, string kubeconfig)
    {
        await fleet.Hub.ApplyAsync(
            $$"""
            {apiVersion: v1, kind: Secret, metadata: {name: bad-secret, namespace: {{ServiceIdentity.OwnNamespace}}},
             data: {kubeconfig: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(kubeconfig))}} } }
            """);
        await fleet.Hub.ApplyAsync(
            $$"""{apiVersion: fedscaler.io/v1alpha1, kind: MemberCluster, metadata: {name: {{Name}}}, spec: {kubeconfigSecretRef: {name: bad-secret} } }""");
    }

    /// <summary>Waits until the member is not Ready for this reason, and returns the message that says so.</summary>
    public static async Task<string> UntilRefusedAsync(this Scenario fleet, string reason)
    {
        var message = "";
        await fleet.UntilAsync($"it is refused: {reason}", async () =>
        {
            var ready = await fleet.MemberConditionAsync("Ready", Name);
            message = ready.Message;
            return ready is { Present: true, IsTrue: false } && ready.Reason == reason;
        });
        return message;
    }
}
