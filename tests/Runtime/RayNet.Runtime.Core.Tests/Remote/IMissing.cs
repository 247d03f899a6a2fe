namespace RayNet.Runtime.Tests;

internal interface IMissing;
