using RayNet;
using TaskLibrary;

await using var ray = await Ray.InitAsync();
Count count = await Words.FindRemote("to be or not to be");
Console.WriteLine(count.Words);
