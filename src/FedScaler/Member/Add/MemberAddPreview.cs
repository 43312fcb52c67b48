using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FedScaler.Api.Common;
using FedScaler.Api.MemberClusters;
using FedScaler.Controllers.Access;
using FedScaler.Kube.Config;
using FedScaler.Kube.Json;
using FedScaler.Kube.Models;
using FedScaler.Members.Clusters;

namespace FedScaler.Members.Add;

/// <summary>What <c>member add</c> would make, as files to be applied by other means. No cluster is contacted, and so there is no token.</summary>
internal static class MemberAddPreview
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> WriteAsync(MemberAddOptions options, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        var (admin, _) = await AdminCluster.ReadAsync($"member {options.Name}", options.Kubeconfig, options.Context, cancellationToken);
        var kubeconfig = StoredKubeconfig.Write(options.Name, admin, options.Server, StoredKubeconfig.Placeholder, new MemberConfigPolicy(options.AllowLoopback));
        var reference = new KubeconfigSecretRef { Name = options.Name };
        MemberObject[] ofMember = [Namespace(options.Namespace), .. MemberObjects.All(options.Namespace, options.ScaleIn)];
        MemberObject[] ofHub =
        [
            Namespace(options.Namespace),
            HubObjects.Secret(options.Namespace, reference, kubeconfig, options.TokenLifetime, isReadable: true),
            HubObjects.MemberCluster(options.Name, reference, options.Labels),
        ];
        await output.WriteAsync(json ? ToJson(ofMember, ofHub) : ToYaml(options, ofMember, ofHub));
        return ExitCodes.Success;
    }

    private static MemberObject Namespace(string ns) => new(KnownResources.Namespaces, new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new JsonObject { ["name"] = ns },
    });

    private static string ToYaml(MemberAddOptions options, IEnumerable<MemberObject> ofMember, IEnumerable<MemberObject> ofHub)
    {
        var text = new StringBuilder();
        foreach (var each in ofMember) Append(text, $"# In the member {options.Name}:", each);
        foreach (var each in ofHub)
        {
            var comment = each.Type != KnownResources.Secrets ? "# On the hub:" :
                $"""
                # On the hub. A token cannot be made beforehand: once the objects above are in the member, put the output of
                #   kubectl create token {MemberObjects.Account} -n {options.Namespace} --duration={GoDuration.Format(options.TokenLifetime)}
                # there in the place of {StoredKubeconfig.Placeholder}. The service renews it from then on and writes it here: a tool
                # that applies this Secret again and again must leave its data alone.
                """;
            Append(text, comment, each);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string comment, MemberObject each)
    {
        if (text.Length > 0) text.Append("---\n");
        text.Append(comment).Append('\n');
        if (each.Rules.Count == 0)
        {
            text.Append(YamlJson.Write(each.Manifest));
            return;
        }

        // With what each right is for above it.
        var head = (JsonObject)each.Manifest.DeepClone();
        head.Remove("rules");
        text.Append(YamlJson.Write(head)).Append("rules:\n").Append(PolicyRules.ToYaml(each.Rules));
    }

    private static string ToJson(IEnumerable<MemberObject> ofMember, IEnumerable<MemberObject> ofHub) => new JsonObject
    {
        ["member"] = List(ofMember),
        ["hub"] = List(ofHub),
    }.ToJsonString(Indented) + "\n";

    /// <summary>As <c>kubectl apply -f</c> takes several objects in one file.</summary>
    private static JsonObject List(IEnumerable<MemberObject> objects) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["items"] = new JsonArray([.. objects.Select(static each => each.Manifest)]),
    };
}
