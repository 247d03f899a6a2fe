global using Microsoft.Extensions.Time.Testing;
global using RayNet.Runtime.Transport.Tests.Lanes;
global using RayNet.Runtime.Transport.Tests.Support;
