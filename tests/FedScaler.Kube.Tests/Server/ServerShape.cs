using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FedScaler.Kube.Tests.Server;

/// <summary>How a scripted server listens.</summary>
internal sealed record ServerShape(X509Certificate2? Certificate = null, HttpProtocols Protocols = HttpProtocols.Http1AndHttp2, bool Plain = false);
