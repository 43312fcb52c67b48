using System.Text;
using System.Text.Json.Nodes;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;

namespace FedScaler.Members.Clusters;

/// <summary>The kubeconfig that the service reaches a member with: all inline, one token, nothing of the administrator's.</summary>
internal static class StoredKubeconfig
{
    /// <summary>Stands where the token belongs, in what is printed instead of written.</summary>
    public const string Placeholder = "REPLACE-WITH-THE-TOKEN";

    /// <param name="server">The address as the hub reaches it; null for the administrator's.</param>
    /// <exception cref="MemberRefusedException">The service would refuse the result.</exception>
    public static string Write(string member, ClusterConnection admin, string? server, string token, MemberConfigPolicy policy)
    {
        if (admin.InsecureSkipTlsVerify)
            throw new MemberRefusedException($"member {member}: insecure-skip-tls-verify is refused: give the cluster's certificate authority in the kubeconfig");
        if (admin.ProxyUrl is not null && server is null)
            throw new MemberRefusedException($"member {member}: the kubeconfig goes through a proxy, which the service does not: give the address at which the hub reaches it, with --server");
        var cluster = new JsonObject { ["server"] = server ?? admin.Server.GetLeftPart(UriPartial.Path).TrimEnd('/') };
        if (admin.TlsServerName is { } name) cluster["tls-server-name"] = name;
        if (admin.Roots is { } roots) cluster["certificate-authority-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(roots.ExportCertificatePems() + "\n"));
        var config = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["current-context"] = member,
            ["clusters"] = new JsonArray(new JsonObject { ["name"] = member, ["cluster"] = cluster }),
            ["contexts"] = new JsonArray(new JsonObject { ["name"] = member, ["context"] = new JsonObject { ["cluster"] = member, ["user"] = MemberObjects.Account } }),
            ["users"] = new JsonArray(new JsonObject { ["name"] = MemberObjects.Account, ["user"] = new JsonObject { ["token"] = token } }),
        };
        var yaml = YamlJson.Write(config);
        try
        {
            MemberKubeconfig.Parse(yaml, policy);
            return yaml;
        }
        catch (KubeconfigException refused)
        {
            var loopback = policy.AllowLoopback ? "" : "; --server gives another address, --allow-loopback-members accepts a sandbox's";
            throw new MemberRefusedException($"member {member}: the service would refuse this address: {refused.Problem}; {refused.Mend}{loopback}");
        }
    }
}
