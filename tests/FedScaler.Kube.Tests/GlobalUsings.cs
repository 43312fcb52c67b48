global using FedScaler.Kube.Tests.Server;
global using Shouldly;
global using Xunit;
