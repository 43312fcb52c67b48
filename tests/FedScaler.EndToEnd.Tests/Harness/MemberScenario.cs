using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Models;
using FedScaler.Members.Add;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>The words in which tests speak of members' registration.</summary>
internal static class MemberScenario
{
    public const string ServiceNamespace = "fedscaler-system";

    private static readonly ObjectKey Account = new(ServiceNamespace, "fedscaler");

    /// <summary>Registers members as <c>fedscaler member add</c> does: the service reaches them with least privilege from then on.</summary>
    /// <param name="granted">How long tokens live at most, however long is asked for; null: as long as is asked for.</param>
    public static async Task RegisterAsync(this Scenario fleet, TimeSpan? granted = null, params string[] members)
    {
        var folder = Directory.CreateTempSubdirectory("fedscaler-e2e");
        try
        {
            await fleet.Sandbox.Servers.WriteKubeconfigsAsync(folder.FullName);
            foreach (var member in members.Length > 0 ? members : [.. fleet.Members.Select(static each => each.Name)])
            {
                fleet.Sandbox.Servers[member].Server.MaxTokenLifetime = granted;
                var options = new MemberAddOptions
                {
                    Name = member,
                    Kubeconfig = Path.Combine(folder.FullName, $"{member}.kubeconfig"),
                    HubKubeconfig = Path.Combine(folder.FullName, "hub.kubeconfig"),
                    Namespace = ServiceNamespace,
                    TokenLifetime = RenewalSchedule.DefaultLifetime,
                    AllowLoopback = true,
                    Wait = false,
                    Timeout = TimeSpan.FromMinutes(1),
                };
                using var said = new StringWriter();
                (await new MemberAddRun(options, said, said, TimeProvider.System).RunAsync(default)).ShouldBe(0, said.ToString());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What is stored of a member's token.</summary>
    public static async Task<BoundToken> TokenAsync(this Scenario fleet, string member)
    {
        var secret = (await fleet.Hub.FindAsync(KnownResources.Secrets, ServiceNamespace, member))!;
        return StoredCredential.Read(Convert.FromBase64String((string)secret["data"]!["kubeconfig"]!))!.Bound;
    }

    /// <summary>Deletes the service's account in a member: every token of it is worth nothing at once.</summary>
    public static void DeleteAccount(this Scenario fleet, string member)
    {
        fleet.Sandbox.Distrust(member);
        fleet.Sandbox.Servers[member].Store.Remove(KnownResources.ServiceAccounts, Account).ShouldBeTrue();
    }
}
